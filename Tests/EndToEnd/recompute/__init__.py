"""The arithmetic of the boards, again, in exact fractions from the programme's files; no code of the product in it."""
