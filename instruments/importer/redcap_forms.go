package importer

import "slices"

// Forms lists the outermost groups that hold choices, by their numbers in Sections. A dictionary or survey often
// holds several instruments; where there is more than one, ask which is meant and go on with Form.
func (d *Draft) Forms() []int {
	var list []int
	for _, item := range d.Choices() {
		if root := d.root(item.Section); root > 0 && !slices.Contains(list, root) {
			list = append(list, root)
		}
	}
	return list
}

// root gives the outermost group a group lies in.
func (d *Draft) root(section int) int {
	for section > 0 && d.Sections[section-1].Parent > 0 {
		section = d.Sections[section-1].Parent
	}
	return section
}

// Form is the part of a draft inside one of its outermost groups, as a draft of its own. Conditions and calculations
// keep what they say, also where it is about questions outside.
func (d *Draft) Form(section int) *Draft {
	form := *d
	form.Items, form.Sections, form.Calculations, form.Warnings, form.Intro = nil, nil, nil, nil, nil
	form.Title = d.Sections[section-1].Text
	form.Names = []string{d.Sections[section-1].Text[""]}
	inside := map[string]bool{}
	number := map[int]int{}
	for i, s := range d.Sections {
		if d.root(i+1) != section {
			continue
		}
		s.Parent = number[s.Parent]
		form.Sections = append(form.Sections, s)
		number[i+1] = len(form.Sections)
		inside[s.LinkID] = true
	}
	first := make([]int, len(d.Items)+1) // how many items inside come before each item
	for i, item := range d.Items {
		first[i+1] = first[i]
		if at, ok := number[item.Section]; ok {
			item.Section = at
			form.Items = append(form.Items, item)
			inside[item.LinkID] = true
			first[i+1]++
		}
	}
	for i := range form.Sections {
		form.Sections[i].First = first[form.Sections[i].First]
	}
	form.Calculations = slices.DeleteFunc(slices.Clone(d.Calculations), func(c Calculation) bool { return !inside[c.Name] })
	form.Warnings = slices.DeleteFunc(slices.Clone(d.Warnings), func(w Warning) bool { return w.Where != "" && !inside[w.Where] })
	form.introduce()
	return &form
}

// introduce takes as intro what is shown before the first choice: the words of groups, and texts among the items.
func (d *Draft) introduce() {
	until := len(d.Items)
	if at := slices.IndexFunc(d.Items, func(i Item) bool { return i.Choice() }); at >= 0 {
		until = at
	}
	for _, s := range d.Sections[1:] {
		if s.First <= until && len(s.Text) > 0 {
			d.Intro = append(d.Intro, s.Text)
		}
	}
	for _, item := range d.Items[:until] {
		if item.Type == TypeDisplay && !item.Hidden && len(item.Text) > 0 {
			d.Intro = append(d.Intro, item.Text)
		}
	}
}
