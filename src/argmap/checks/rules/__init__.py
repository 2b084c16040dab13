"""The rules, one class in one file each; `registry` finds them."""
