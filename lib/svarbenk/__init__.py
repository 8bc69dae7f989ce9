"""svarbenk: a survey-analysis workbench for evaluators of the GP scheme."""
