package math

// MathML is tex as a MathML element; false if tex holds anything unknown.
func MathML(tex string, display bool) (string, bool) {
	return "", false
}
