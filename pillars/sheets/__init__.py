"""What lists of activities may say, and how their rows are read; see `villages.sheets`."""
