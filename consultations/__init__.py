"""Booking of consultations: topics, advisors, free times, visits."""
