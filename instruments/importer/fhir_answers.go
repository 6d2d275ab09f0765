package importer

import "strings"

// answers finds what a choice offers: listed with the item, or in an answer list.
func (f *fhirReader) answers(item *fhirItem, one *Item) error {
	switch {
	case len(item.AnswerOption) > 0:
		options, err := ownOptions(item)
		if err != nil {
			return err
		}
		if len(options) > f.limits.Items {
			return &Error{Problem: TooMany, Limit: f.limits.Items}
		}
		one.Options = options
	case item.AnswerValueSet != "":
		found := f.find(item.AnswerValueSet)
		one.Options, one.Problem = found.options, found.problem
		one.List = clean(strings.TrimPrefix(lastPart(item.AnswerValueSet), "#"))
	default:
		one.Problem = &Error{Problem: ListMissing, Detail: one.LinkID}
	}
	if one.Problem != nil {
		at := *one.Problem
		at.Where = one.LinkID
		one.Problem = &at
	}
	return nil
}

func ownOptions(item *fhirItem) ([]Option, error) {
	var options []Option
	for _, o := range item.AnswerOption {
		if o == nil {
			continue
		}
		if err := o.refuseModifiers(item.LinkID); err != nil {
			return nil, err
		}
		one := Option{Score: o.score()}
		switch {
		case o.ValueCoding != nil:
			one.Code = clean(o.ValueCoding.Code)
			one.Text = texts(o.ValueCoding.Display, o.ValueCoding.DisplayExtra)
			one.Missing = lastPart(o.ValueCoding.System) == "data-absent-reason"
			if one.Score == nil {
				one.Score = o.ValueCoding.score()
			}
		case o.ValueInteger != nil:
			one.Code = o.ValueInteger.String()
			one.Text = Texts{"": one.Code}
			if one.Score == nil {
				one.Score = number(o.ValueInteger)
			}
		default:
			one.Code = clean(o.ValueString)
			one.Text = texts(o.ValueString, o.ValueExtra)
		}
		options = append(options, one)
	}
	return options, nil
}
