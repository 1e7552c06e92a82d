"""The demo's words: two articles and a small library of reference notes, all written for this project."""
