"""Jobs of the work with media."""

from procrastinate.contrib.django import app

from center.services.press import files


@app.periodic(cron="35 2 * * *")
@app.task(name="center.tidy_press_files", queueing_lock="center.tidy_press_files")
def tidy_press_files(timestamp: int) -> int:
    """Remove files of press releases and scans that no record names."""
    return files.tidy()
