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
