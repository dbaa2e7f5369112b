"""What can be done with media, press releases and reports; every verb is keyword-only and one transaction."""
