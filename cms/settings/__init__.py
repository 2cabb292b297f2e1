"""Settings: base, tenancy, languages and security are composed by development, test and production."""
