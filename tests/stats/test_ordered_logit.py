"""The derivatives of the ordered logit against those that statsmodels finds by small steps."""

import numpy as np
import pytest
from statsmodels.miscmodels.ordinal_model import OrderedModel
from svarbenk.stats.ordered_logit import OrderedLogit


@pytest.mark.parametrize("answers", [2, 3, 5])
def test_score_hessian_and_fit_are_those_of_statsmodels(answers):
    rng = np.random.default_rng(answers)
    design = rng.normal(size=(400, 3))
    behind = design @ [0.8, -0.4, 0.0] + rng.logistic(size=400)
    codes = np.digitize(behind, np.quantile(behind, np.arange(1, answers) / answers))
    theirs, ours = OrderedModel(codes, design, distr="logit"), OrderedLogit(codes, design)
    params = rng.normal(size=3 + answers - 1) / 3
    np.testing.assert_allclose(ours.score(params), theirs.score(params), atol=1e-4)
    np.testing.assert_allclose(ours.hessian(params), theirs.hessian(params), atol=1e-2)
    fits = [each.fit(method="bfgs", disp=False, gtol=1e-8) for each in (theirs, ours)]
    np.testing.assert_allclose(fits[1].params, fits[0].params, atol=1e-5)
    np.testing.assert_allclose(fits[1].bse, fits[0].bse, rtol=1e-3)
