"""Submits a household form in JSON and reads it back, with grpcio and stubs generated from protos/.

    python3 forms.py HOST:PORT FOLDER_OF_CERTIFICATES INSTITUTION [FORM.json]

Prints one JSON object with what it saw: whether the form came back equal, its index, the feed, and what it changed for Tekoporã.
"""

import json
import pathlib
import sys
import threading
import time
import uuid

import contract
from google.protobuf import json_format

SAMPLE = contract.ROOT / "samples" / "forms" / "hogar.json"
REGISTRATION = (("vamos-purpose", "PURPOSE_HOUSEHOLD_REGISTRATION"),)
ASSESSMENT = (("vamos-purpose", "PURPOSE_ELIGIBILITY_ASSESSMENT"),)

# what the hub sets itself
OF_THE_HUB = ("form_id", "version", "household_id", "quality_of_life_index", "provenance", "update_time", "conflicts", "household_changes")


def as_submitted(form):
    """The form without what the hub added to it."""
    bare = type(form)()
    bare.CopyFrom(form)
    for field in OF_THE_HUB:
        bare.ClearField(field)
    return bare


def broken(form):
    """The form with twenty mistakes: as many members more whose dates of birth do not exist."""
    worse = type(form)()
    worse.CopyFrom(form)
    for i in range(20):
        member = worse.members.add()
        member.CopyFrom(form.members[1])
        member.member_id = f"x{i}"
        member.national_id.number = str(98_000_000 + i)
        member.birth_date.month = 13
    return worse


def changed(ask, before, patience=20):
    """The answer, once it is another than before."""
    ends = time.monotonic() + patience
    while (answer := ask()) == before and time.monotonic() < ends:
        time.sleep(0.2)
    return answer


def main(target: str, certificates: str, institution: str, path: str = str(SAMPLE)) -> None:
    with contract.stubs():
        from vamos.eligibility.v1 import eligibility_pb2, eligibility_service_pb2, eligibility_service_pb2_grpc
        from vamos.fips.v1 import fips_service_pb2 as fips, fips_service_pb2_grpc, form_pb2

        form = json_format.Parse(pathlib.Path(path).read_text(encoding="utf-8"), form_pb2.IntegratedProtectionForm())
        head = form.members[0].national_id
        with contract.channel(target, certificates, institution) as channel:
            forms = fips_service_pb2_grpc.FipsServiceStub(channel)
            eligibility = eligibility_service_pb2_grpc.EligibilityServiceStub(channel)

            def judge():
                request = eligibility_service_pb2.CheckEligibilityRequest(programme_code="tekopora", view="DECISION_VIEW_FULL", national_id=head)
                decision = eligibility.CheckEligibility(request, metadata=ASSESSMENT, timeout=10).decision
                return {c.criterion_code: eligibility_pb2.CriterionOutcome.Name(c.outcome) for c in decision.criteria}

            def submit(new, request_id):
                return forms.SubmitForm(fips.SubmitFormRequest(form=new, request_id=request_id), metadata=REGISTRATION, timeout=20)

            before = judge()
            feed = forms.WatchForms(fips.WatchFormsRequest(), metadata=REGISTRATION, timeout=60)
            feed.initial_metadata()
            told = []
            listening = threading.Thread(target=lambda: told.append(next(s for s in feed if s.form.members[0].national_id == head)))
            listening.start()

            request_id = uuid.uuid4().hex
            stored = submit(form, request_id).form
            repeated = submit(form, request_id).form
            listening.join(timeout=30)
            feed.cancel()

            got = forms.GetForm(fips.GetFormRequest(form_id=stored.form_id), metadata=REGISTRATION, timeout=10).form
            of_person = forms.GetPersonForm(fips.GetPersonFormRequest(national_id=head), metadata=REGISTRATION, timeout=10).form
            findings = forms.ValidateForm(fips.ValidateFormRequest(form=broken(form)), metadata=REGISTRATION, timeout=10).violations
            refusal = contract.rich_error(lambda: submit(broken(form), uuid.uuid4().hex))
            index = stored.quality_of_life_index
            print(
                json.dumps(
                    {
                        "equal": as_submitted(got) == form and as_submitted(of_person).members[0].national_id == head,
                        "repetitionIsTheSame": (repeated.form_id, repeated.version) == (stored.form_id, stored.version),
                        "version": stored.version,
                        "index": index.value,
                        "pointsAddUp": abs(sum(c.points for c in index.contributions) - index.value) < 0.01,
                        "told": [told[0].form.form_id == stored.form_id] if told else [],
                        "errors": sum(v.severity == fips.VIOLATION_SEVERITY_ERROR for v in findings),
                        "refusal": refusal,
                        "before": before,
                        "after": changed(judge, before),
                    }
                )
            )


if __name__ == "__main__":
    main(*sys.argv[1:5])
