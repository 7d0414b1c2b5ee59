"""Persons, what they are called, where they live and whom they belong to."""

from kith.people.models.families import Family, FamilyMember, Relationship
from kith.people.models.homes import Address, Residence
from kith.people.models.merges import Merge, MergedRow, Unmerge
from kith.people.models.persons import (
    ENDS_AFTER_START,
    Alert,
    Identifier,
    NameKey,
    OnlyDigits,
    OtherName,
    Person,
    Phone,
)
from kith.people.models.walls import Restriction, RestrictionReader

__all__ = [
    "ENDS_AFTER_START",
    "Address",
    "Alert",
    "Family",
    "FamilyMember",
    "Identifier",
    "Merge",
    "MergedRow",
    "NameKey",
    "OnlyDigits",
    "OtherName",
    "Person",
    "Phone",
    "Relationship",
    "Residence",
    "Restriction",
    "RestrictionReader",
    "Unmerge",
]
