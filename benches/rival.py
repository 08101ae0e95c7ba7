"""The rivals of `make bench`. Prints the name of the rival and its median in seconds.

Arguments: rival, offers, criteria. Where scikit-criteria is wanted but not
installed, numpy takes its place, and the name says so.

scikit-criteria: from a matrix of one price and notes on 100 to ranks, by its own
    pipeline (inverted price, scaled notes, scaled weights, weighted sum model).
numpy, fused: a weighted sum of ready notes and a full ranking with shared ranks.

Both are given their matrices ready made, in their favour.
"""

import os
import sys
import time
import warnings

# One thread, as the engine; read when numpy is loaded.
for variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy

wanted, offers, criteria = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
random = numpy.random.default_rng(42)
weights = 1.0 + numpy.arange(criteria) % 9


def numpy_fused():
    notes = random.random((offers, criteria))

    def run():
        totals = notes @ (weights / weights.sum())
        order = numpy.argsort(-totals, kind="stable")
        # Equal totals share the rank (1, 1, 3), as far as floats can tell.
        sorted_totals = totals[order]
        places = numpy.arange(1, offers + 1)
        places[1:][sorted_totals[1:] == sorted_totals[:-1]] = 0
        ranks = numpy.empty(offers, dtype=numpy.int64)
        ranks[order] = numpy.maximum.accumulate(places)
        return ranks

    return "numpy", run


def scikit_criteria():
    import skcriteria
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.preprocessing.invert_objectives import InvertMinimize
    from skcriteria.preprocessing.scalers import MaxAbsScaler, SumScaler

    try:
        from skcriteria.pipelines import mkpipe
    except ImportError:
        from skcriteria.pipeline import mkpipe

    facts = 100 * random.random((offers, criteria))
    facts[:, 0] = 1e6 + 2e4 * facts[:, 0]
    matrix = skcriteria.mkdm(facts, [min] + [max] * (criteria - 1), weights=weights)
    pipeline = mkpipe(
        InvertMinimize(), MaxAbsScaler(target="matrix"), SumScaler(target="weights"), WeightedSumModel()
    )
    return "scikit-criteria", lambda: pipeline.evaluate(matrix).rank_


def rival():
    if wanted == "scikit-criteria":
        try:
            return scikit_criteria()
        except ImportError:
            name, run = numpy_fused()
            return f"{name} (scikit-criteria is not installed)", run
    return numpy_fused()


warnings.simplefilter("ignore")
name, run = rival()
run()
times = []
end = time.perf_counter() + 0.5
while len(times) < 11 or time.perf_counter() < end:
    start = time.perf_counter()
    run()
    times.append(time.perf_counter() - start)
times.sort()
print(name, times[len(times) // 2])
