"""The report importer: a village's report in; sections, figures and doubts out. No Django."""
