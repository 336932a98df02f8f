"""Lists of subjects as tables: in, out, and what may stand in a cell. Pure: text and bytes, no files, no database."""
