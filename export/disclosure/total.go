package disclosure

// Total adds a count that is the sum of others, and says so.
func (p *Problem) Total(key string, parts ...Var) Var {
	n := 0
	for _, v := range parts {
		n += p.vars[v].value
	}
	all := p.Count(key, n)
	p.Sum(all, parts...)
	return all
}

// Unsaid is a Total that is printed nowhere and is no secret: a limit to other counts that readers can work out.
func (p *Problem) Unsaid(key string, parts ...Var) Var {
	all := p.Total(key, parts...)
	p.vars[all].unsaid = true
	return all
}
