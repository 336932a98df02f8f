"""What people type is kept whole or refused, never cut: offered here to the steps of this storey."""

from stars.services.fitting import fitting as fitting
