"""Court work: what courts ask of us, the work before an application, proceedings, hearings and orders."""
