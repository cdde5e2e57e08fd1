"""An adapter in Python: answers vamos.adapter.v1 from a CSV file of school meals, as a municipality might keep it.

    python3 adapter.py --certs FOLDER [--port 7510] [--data pupils.csv]
"""

import argparse
import asyncio
import datetime
import pathlib
import re
import time

import grpc

from contract import Health, admit, bad_request, flaws, refuse
from pupils import Pupils
from stubs import adapter_grpc, facts, health_grpc, provenance, records, service

INSTITUTION, SYSTEM = "municipio-ejemplo", "almuerzo-escolar"
SCHOOLING, NUTRITION = facts.FACT_KIND_SCHOOLING, facts.FACT_KIND_NUTRITION
FINDINGS = {"adecuado": 1, "en riesgo": 2, "desnutrido": 3}


class Adapter(adapter_grpc.AdapterServiceServicer):
    def __init__(self, pupils):
        self.pupils = pupils

    async def Describe(self, request, context):
        await admit(context)
        answer = service.DescribeResponse(
            institution=INSTITUTION, display_name="Municipalidad de Ejemplo", adapter_version="1.0",
            contract_version="vamos.adapter.v1", batch_size=100, watches_changes=True)
        for kind in (SCHOOLING, NUTRITION):
            offer = answer.offered_facts.add(kind=kind, system=SYSTEM)
            offer.freshness.FromTimedelta(datetime.timedelta(days=1))
            offer.typical_latency.FromTimedelta(datetime.timedelta(milliseconds=100))
        return answer

    async def GetRecords(self, question, context):
        await admit(context)
        if fields := flaws(question):
            await refuse(context, fields)
        return service.GetRecordsResponse(records=self.records(question))

    async def BatchGetRecords(self, questions, context):
        await admit(context)
        async for question in questions:
            answer = service.BatchGetRecordsResponse(correlation_id=question.correlation_id)
            if fields := flaws(question):
                answer.error.CopyFrom(bad_request(fields))
            else:
                answer.records.CopyFrom(self.records(question))
            yield answer

    async def WatchChanges(self, request, context):
        await admit(context)
        token, known = request.resume_token, len(self.pupils.read().changes)
        if not re.fullmatch(rb"([0-9]{1,12})?", token) or int(token or 0) > known:
            await refuse(context, ["resume_token"])
        at, alive = int(token or known), 0
        while True:
            for key, _, when in self.pupils.read().changes[at:]:
                at += 1
                change = service.WatchChangesResponse(resume_token=b"%d" % at, kinds=[SCHOOLING, NUTRITION])
                change.national_id.number = key
                change.change_time.FromNanoseconds(int(when))
                yield change
            if time.monotonic() - alive > 2:
                sign, alive = service.WatchChangesResponse(resume_token=b"%d" % at), time.monotonic()
                sign.change_time.GetCurrentTime()
                yield sign
            await asyncio.sleep(0.2)

    def records(self, question):
        person, wanted = question.national_id, set(question.kinds) or {SCHOOLING, NUTRITION}
        ours = not person.letter and person.country_code in ("", "PY")
        row = self.pupils.read().rows.get(person.number) if ours else None
        answer = records.PersonRecords(national_id=person, found=row is not None)
        if row and SCHOOLING in wanted:
            answer.school_enrollments.add(
                year=int(row["year"]), school=row["school"], district_code=row["district"], grade=row["grade"],
                publicly_funded=row["public"] == "si", provenance=self.read_as_of(row["year"] + "-03-01"))
        if row and row["finding"] and NUTRITION in wanted:
            found = answer.nutrition_assessments.add(finding=FINDINGS[row["finding"]], provenance=self.read_as_of(row["assessed"]))
            found.date.year, found.date.month, found.date.day = map(int, row["assessed"].split("-"))
        return answer

    def read_as_of(self, day):
        origin = provenance.Provenance(institution=INSTITUTION, system=SYSTEM)
        origin.as_of.FromJsonString(day + "T00:00:00Z")
        origin.retrieved_at.GetCurrentTime()
        return origin


async def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--certs", type=pathlib.Path, required=True, help=f"folder with ca.pem, {INSTITUTION}.pem and {INSTITUTION}.key")
    options.add_argument("--port", type=int, default=7510, help="0 lets the system choose")
    options.add_argument("--data", type=pathlib.Path, default=pathlib.Path(__file__).with_name("pupils.csv"))
    given = options.parse_args()
    authority, certificate, key = ((given.certs / name).read_bytes() for name in ("ca.pem", INSTITUTION + ".pem", INSTITUTION + ".key"))
    # The caller alone watches its deadline: when this library does so too, it ends a stream twice, and .NET then gives up the whole connection.
    server = grpc.aio.server(options=[("grpc.enable_deadline_checking", 0)])
    adapter_grpc.add_AdapterServiceServicer_to_server(Adapter(Pupils(given.data, given.data.with_suffix(".journal")).read()), server)
    health_grpc.add_HealthServicer_to_server(Health(), server)
    port = server.add_secure_port(f"127.0.0.1:{given.port}", grpc.ssl_server_credentials([(key, certificate)], authority, require_client_auth=True))
    await server.start()
    print(f"listening on 127.0.0.1:{port}", flush=True)
    await server.wait_for_termination()


asyncio.run(main())
