package change

import "github.com/mittari/mittari/instruments"

// Names of the rules that are not methods, beside Method.Name.
const (
	RuleAcross     = "across-measures"         // Across
	RuleInformants = "standardised-difference" // Disagree
	RuleAddedValue = "sdq-added-value"         // AddedValue
	RuleExpected   = "expected-bands"          // Expect
	RuleXmR        = "xmr"                     // XmR
	RuleAlert      = "meeting-alert"           // AlertRule
)

// EvidenceOf says where a method or a rule comes from and how sure that is. Sources are written out, since they
// belong to no definition. Original papers behind a formula are named from memory in the notes. A name that is
// not known has no evidence at all.
func EvidenceOf(name string) instruments.Evidence {
	const software = "clinicalsignificance (R), R/calc_rci.R; Claus 2024, J Stat Softw 111(1), 10.18637/jss.v111.i01"
	verified := func(note string, sources ...string) instruments.Evidence {
		return instruments.Evidence{Confidence: instruments.Verified, Sources: sources, Note: note}
	}
	switch name {
	case JacobsonTruax{}.Name():
		return verified("Jacobson & Truax 1991, J Consult Clin Psychol 59:12–19, 10.1037/0022-006X.59.1.12", software)
	case EdwardsNunnally{}.Name():
		return verified("Speer 1992, J Consult Clin Psychol 60:402–408", software)
	case GulliksenLordNovick{}.Name(), HsuLinnLord{}.Name():
		return verified("Hsu 1989, Behav Assess 11:459–467", software)
	case NunnallyKotsch{}.Name():
		return verified("Nunnally & Kotsch 1983, Br J Clin Psychol 22:83–93", software)
	case HagemanArrindell{}.Name():
		return verified("Hageman & Arrindell 1999, Behaviour Research and Therapy 37:1169–1193", software)
	case RuleGrowth:
		return verified("Bryk & Raudenbush 1987, Psychol Bull 101:147–158; estimates as of lme4 (R), lmer with REML", software)
	case MinimalImportant{}.Name(), Percentage{}.Name():
		return instruments.Evidence{Confidence: instruments.Convention, Note: "thresholds are those given"}
	default:
		return evidenceOfRule(name)
	}
}

func evidenceOfRule(name string) instruments.Evidence {
	evidence := func(c instruments.Confidence, note string, sources ...string) instruments.Evidence {
		return instruments.Evidence{Confidence: c, Sources: sources, Note: note}
	}
	switch name {
	case RuleAcross:
		return evidence(instruments.Partial, "Child Outcomes Research Consortium; the page was read at second hand",
			"https://www.corc.uk.net/resource-hub/learning-from-corcs-analysis-of-data-from-child-mental-health-services-2011-2015/")
	case RuleInformants:
		return evidence(instruments.Recalled, "standardised difference of informants; standard error of a difference of standard scores",
			"De Los Reyes & Kazdin 2004, Psychol Assess 16:330–334", "Payne & Jones 1957, J Clin Psychol 13:115–121")
	case RuleAddedValue:
		return evidence(instruments.Recalled, "parent form, about six months; made on 604 British children at high risk",
			"http://www.sdqinfo.com/e10.html")
	case RuleExpected:
		return evidence(instruments.Proposed, "percentiles of the cohort's own pairs; published nowhere")
	case RuleXmR:
		return evidence(instruments.Verified, "twelve points as a minimum are a convention",
			"NHSRplotthedots (R), R/ptd_spc_standard.R and R/ptd_calculate_point_type.R")
	case RuleAlert:
		return evidence(instruments.Proposed, "a house rule for a form that is not validated; published nowhere")
	default:
		return instruments.Evidence{}
	}
}
