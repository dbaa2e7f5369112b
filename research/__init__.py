"""The census, the surveys and their results."""
