"""Names as files write them, matched to the courses, branches and people they mean.

Pure functions of names: nothing is read, stored or changed here. Whatever is not certain is left open
for a person, with the likeliest answers and how likely they are.
"""
