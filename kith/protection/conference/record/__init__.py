"""The record of a conference: what was said is written once; what the room knows is pulled through."""
