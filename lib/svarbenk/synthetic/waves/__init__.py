"""Stand-in answers to a survey in waves: many backgrounds, printed percentages, no tables of counts."""
