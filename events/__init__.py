"""Events and the mini-fair."""
