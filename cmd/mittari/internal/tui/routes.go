package tui

import (
	"github.com/mittari/mittari/cmd/mittari/internal/tui/checkmark"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/choices"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/conflicts"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/correct"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/endepisode"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/erasure"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/exchange"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/families"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/family"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/goals"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/instrument"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/instrumentlist"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/keeping"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/keycheck"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/keyin"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/logview"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/meeting"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/mergebundles"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/methods"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/newevent"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/newfamily"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/newmeeting"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/newperson"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/newrecipient"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/nextmeeting"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/packbundle"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/paperform"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/participant"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/permission"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/person"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/plan"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/protocol"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/questionnaire"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/reports"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/result"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/retention"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/settings"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/setup"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/targets"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/team"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/today"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/unlock"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/wordingimport"
)

// build is the one list of screens: it turns a route into its screen. nil: there is no such screen.
func build(env *screen.Env, r screen.Route) screen.Screen {
	switch r := r.(type) {
	case screen.SetUp:
		return setup.New(env, r)
	case screen.Unlock:
		return unlock.New(env, r)
	case screen.Today:
		return today.New(env, r)
	case screen.Families:
		return families.New(env, r)
	case screen.NewFamily:
		return newfamily.New(env, r)
	case screen.Family:
		return family.New(env, r)
	case screen.Meeting:
		return meeting.New(env, r)
	case screen.Team:
		return team.New(env, r)
	case screen.Targets:
		return targets.New(env, r)
	case screen.NewPerson:
		return newperson.New(env, r)
	case screen.NewMeeting:
		return newmeeting.New(env, r)
	case screen.NextMeeting:
		return nextmeeting.New(env, r)
	case screen.NewEvent:
		return newevent.New(env, r)
	case screen.EndEpisode:
		return endepisode.New(env, r)
	case screen.Person:
		return person.New(env, r)
	case screen.Goals:
		return goals.New(env, r)
	case screen.Plan:
		return plan.New(env, r)
	case screen.Questionnaire:
		return questionnaire.New(env, r)
	case screen.KeyIn:
		return keyin.New(env, r)
	case screen.Result:
		return result.New(env, r)
	case screen.Reports:
		return reports.New(env, r)
	case screen.Exchange:
		return exchange.New(env, r)
	case screen.NewRecipient:
		return newrecipient.New(env, r)
	case screen.PackBundle:
		return packbundle.New(env, r)
	case screen.MergeBundles:
		return mergebundles.New(env, r)
	case screen.Conflicts:
		return conflicts.New(env, r)
	case screen.Instruments:
		return instrumentlist.New(env, r)
	case screen.Instrument:
		return instrument.New(env, r)
	case screen.WordingImport:
		return wordingimport.New(env, r)
	case screen.Permission:
		return permission.New(env, r)
	case screen.KeyCheck:
		return keycheck.New(env, r)
	case screen.PaperForm:
		return paperform.New(env, r)
	case screen.Settings:
		return settings.New(env, r)
	case screen.Keeping:
		return keeping.New(env, r)
	case screen.KeepingAct:
		return keeping.NewAct(env, r)
	case screen.Retention:
		return retention.New(env, r)
	case screen.Erasure:
		return erasure.New(env, r)
	case screen.Choices:
		return choices.New(env, r)
	case screen.Choice:
		return choices.NewChoice(env, r)
	case screen.Correct:
		return correct.New(env, r)
	case screen.Participant:
		return participant.New(env, r)
	case screen.Methods:
		return methods.New(env, r)
	case screen.Protocol:
		return protocol.New(env, r)
	case screen.CheckMark:
		return checkmark.New(env, r)
	case screen.Log:
		return logview.New(env, r)
	}
	return nil
}
