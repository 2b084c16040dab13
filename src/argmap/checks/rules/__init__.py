"""The rules, one class in one file each, named by its code; `registry` finds them."""
