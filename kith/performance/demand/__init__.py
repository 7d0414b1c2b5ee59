"""Demand: who is referred or told of, by age, ward, need, deprivation and source."""
