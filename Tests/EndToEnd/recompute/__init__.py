"""The arithmetic of the boards, again, in exact fractions from the programme's files. Nothing of the product is used."""
