"""The rival of `cargo bench --bench engine`: numpy, fused. Prints the median in seconds.

Arguments: offers, criteria. A weighted sum of ready notes and a full ranking;
reading facts and formulas is left out, in the rival's favour.
"""

import sys
import time

import numpy

offers, criteria = int(sys.argv[1]), int(sys.argv[2])
random = numpy.random.default_rng(42)
notes = random.random((offers, criteria))
weights = 1.0 + numpy.arange(criteria) % 9


def run():
    totals = notes @ (weights / weights.sum())
    order = numpy.argsort(-totals, kind="stable")
    ranks = numpy.empty(offers, dtype=numpy.int64)
    ranks[order] = numpy.arange(1, offers + 1)
    return ranks


run()
times = []
end = time.perf_counter() + 0.5
while len(times) < 11 or time.perf_counter() < end:
    start = time.perf_counter()
    run()
    times.append(time.perf_counter() - start)
times.sort()
print(times[len(times) // 2])
