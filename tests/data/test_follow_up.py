"""The two studies: what they seem to show, and what was so."""

import numpy as np
import pytest

from helpers import cohort
from helpers.cohort import follow_up
from helpers.paths import data_path


def measured(seed=None):
    """Return measured HOMA-IR, a row a person and a column a visit."""
    frame = follow_up.load() if seed is None else follow_up.generate(seed)
    frame["homa_ir"] = frame["glucose_mg_dl"] * frame["insulin_uu_ml"] / 405
    return frame.pivot(index=["arm", "id"], columns="visit", values="homa_ir")


@pytest.fixture(scope="module")
def many():
    return [np.log(measured(seed)) for seed in range(30)]


def test_the_shipped_files_are_what_the_generator_makes():
    for name, make in (
        ("follow_up.csv", follow_up.generate),
        ("follow_up_truth.csv", follow_up.generate_truth),
    ):
        made = make(follow_up.SHIPPED_SEED).to_csv(index=False, lineterminator="\n")
        assert data_path(name).read_bytes() == made.encode()


@pytest.mark.parametrize("make", [follow_up.generate, follow_up.generate_truth])
@pytest.mark.parametrize("seed", [-1, 0.5, "one", None])
def test_a_seed_that_is_none_is_refused(make, seed):
    with pytest.raises(ValueError, match="seed"):
        make(seed)


def test_who_takes_part():
    visits = follow_up.load()
    assert visits.groupby("id").size().eq(6).all()
    assert visits.groupby("id")["arm"].nunique().eq(1).all()
    assert visits.groupby("arm")["id"].nunique().eq(100).all()
    people = cohort.load().set_index("id").loc[visits["id"].unique()]
    assert (people["glucose_mg_dl"] < 126).all()
    assert (people["hba1c_pct"] < 6.5).all()
    assert (measured()[1] >= follow_up.THRESHOLD).all()


def test_truth_and_measurement_are_of_the_same_visits():
    keys = ["study", "arm", "id", "visit", "week"]
    assert follow_up.load()[keys].equals(follow_up.load_truth()[keys])


def test_the_truth_is_the_product_of_its_parts():
    truth = follow_up.load_truth()
    product = truth[["usual_homa_ir", "attention", "season", "treatment"]].prod(axis=1)
    np.testing.assert_allclose(truth["true_homa_ir"], product, rtol=1e-3)
    assert truth.loc[truth["visit"] == 1, ["attention", "season", "treatment"]].eq(1).all().all()


def test_people_vary_from_visit_to_visit_as_in_poon_2018():
    # Coefficients of variation within a person: HOMA-IR 30.4 %, of 102 adults.
    spread = []
    for seed in range(5):
        truth = follow_up.generate_truth(seed).pivot(
            index=["arm", "id"], columns="visit", values="true_homa_ir"
        )
        spread.append(np.log(measured(seed) / truth)[[2, 3, 4, 5, 6]].to_numpy())
    errors = np.concatenate(spread)
    assert 100 * np.sqrt(np.expm1(errors.var())) == pytest.approx(30.4, abs=2)
    assert abs(errors.mean()) < 3 * errors.std() / np.sqrt(errors.size)
    # One visit says nothing of the next but through the person.
    assert abs(np.corrcoef(errors[:, 0], errors[:, 1])[0, 1]) < 0.1


def test_the_first_visit_overstates_and_the_second_does_not():
    truth = follow_up.load_truth().pivot(index=["arm", "id"], columns="visit", values="true_homa_ir")
    excess = np.log(measured() / truth)
    by_arm = excess.groupby("arm").mean()
    assert (by_arm[1] > 0.1).all()
    assert (by_arm[2].abs() < 0.1).all()


def test_the_protocol_that_does_nothing_seems_to_work(many):
    truth = follow_up.load_truth()
    assert truth.loc[truth["arm"] != "lifestyle", "treatment"].eq(1).all()
    shipped = np.log(measured())
    for logs in (shipped, *many[:3]):
        change = (logs[6] - logs[1])["protocol"]
        assert np.expm1(change.mean()) < -0.15
        assert change.mean() < -4 * change.std() / np.sqrt(len(change))
        # Against the second visit, what seemed an effect is mostly gone.
        assert (logs[6] - logs[2])["protocol"].mean() > 0.5 * change.mean()


def test_the_trial_finds_the_effect_that_is_there(many):
    effects = []
    for logs in many:
        change = (logs[6] - logs[2]).groupby("arm").mean()
        effects.append(change["lifestyle"] - change["control"])
    standard_error = np.std(effects) / np.sqrt(len(effects))
    assert np.mean(effects) == pytest.approx(np.log(follow_up.LIFESTYLE), abs=3 * standard_error)
    assert standard_error < 0.02


def test_the_shipped_trial_is_fair_and_clear():
    logs = np.log(measured())
    baseline, change = logs[2], logs[6] - logs[2]
    arms = {arm: change[arm] for arm in ("control", "lifestyle")}
    error = np.sqrt(sum(values.var() / len(values) for values in arms.values()))
    effect = arms["lifestyle"].mean() - arms["control"].mean()
    assert abs(effect - np.log(follow_up.LIFESTYLE)) < error
    assert effect < -2 * error
    assert abs(baseline["lifestyle"].mean() - baseline["control"].mean()) < 0.15


def test_no_one_responds_more_than_anyone_else(many):
    truth = follow_up.load_truth()
    assert truth.groupby(["arm", "week"])["treatment"].nunique().eq(1).all()
    # So changes spread as widely without the programme as with it.
    ratios = []
    for logs in many:
        spread = (logs[6] - logs[2]).groupby("arm").std()
        ratios.append(spread["lifestyle"] / spread["control"])
    assert np.mean(ratios) == pytest.approx(1, abs=3 * np.std(ratios) / np.sqrt(len(ratios)))


def test_chance_makes_responders_in_every_arm():
    logs = np.log(measured())
    from_first = (logs[6] - logs[1] < np.log(0.8)).groupby("arm").mean()
    assert (from_first > 0.4).all()
    # Whoever fell far by the third visit falls no further by the last than the others of the arm.
    early, later = logs[3] - logs[2], logs[6] - logs[5]
    assert abs(np.corrcoef(early["control"], later["control"])[0, 1]) < 0.3
