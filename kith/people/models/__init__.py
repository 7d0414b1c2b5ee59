"""Persons, what they are called, where they live and whom they belong to."""

from kith.people.models.adoptions import Adoption
from kith.people.models.boundaries import Boundary
from kith.people.models.corrections import Correction
from kith.people.models.councils import CouncilMove
from kith.people.models.families import Family, FamilyMember, Relationship
from kith.people.models.homes import Address, KeptAddress, OtherHome, Residence
from kith.people.models.merges import Merge, MergedRow, ToldApart, Unmerge
from kith.people.models.network import Agency, Professional, Tie
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
from kith.people.models.photos import Photo
from kith.people.models.traits import ParentalResponsibility, Trait
from kith.people.models.walls import Conflict, Restriction, RestrictionReader

__all__ = [
    "ENDS_AFTER_START",
    "Address",
    "Adoption",
    "Agency",
    "Alert",
    "Boundary",
    "Conflict",
    "Correction",
    "CouncilMove",
    "Family",
    "FamilyMember",
    "Identifier",
    "KeptAddress",
    "Merge",
    "MergedRow",
    "NameKey",
    "OnlyDigits",
    "OtherHome",
    "OtherName",
    "ParentalResponsibility",
    "Person",
    "Phone",
    "Photo",
    "Professional",
    "Relationship",
    "Residence",
    "Restriction",
    "RestrictionReader",
    "Tie",
    "ToldApart",
    "Trait",
    "Unmerge",
]
