"""Settings: `base` fails closed, `local` is what `make run` uses, `test` is for the suite."""
