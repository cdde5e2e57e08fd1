"""What every adapter needs, whatever it reads: who may call, which numbers are well formed, how errors look, health."""

import re

import grpc

from stubs import any_pb2, details, health, health_grpc, status

CALLER = "hub"


async def admit(context):
    """Only the hub may call. TLS has seen to it that the certificate is of our authority."""
    names = context.auth_context().get("x509_subject_alternative_name", [])
    if f"urn:vamos:institution:{CALLER}".encode() not in names:
        await context.abort(grpc.StatusCode.PERMISSION_DENIED, f"Only the institution '{CALLER}' may call this adapter.")


def flaws(question):
    """The fields of a question that break the rules of the contract."""
    person = question.national_id
    if not question.HasField("national_id"):
        return ["national_id"]
    home = person.country_code in ("", "PY")
    rules = {
        "number": re.fullmatch("[1-9][0-9]{0,8}", person.number) if home else 0 < len(person.number) <= 32,
        "letter": re.fullmatch("[A-Z]?", person.letter),
        "country_code": re.fullmatch("([A-Z]{2})?", person.country_code),
    }
    return [f"national_id.{field}" for field, kept in rules.items() if not kept]


def bad_request(fields):
    """The error for fields that break the rules. It names them, and never their values."""
    violations = [details.BadRequest.FieldViolation(field=field, description="breaks the rules of the contract") for field in fields]
    packed = any_pb2.Any()
    packed.Pack(details.BadRequest(field_violations=violations))
    message = "The request is malformed: " + ", ".join(fields) + "."
    return status.Status(code=grpc.StatusCode.INVALID_ARGUMENT.value[0], message=message, details=[packed])


async def refuse(context, fields):
    problem = bad_request(fields)
    trailers = (("grpc-status-details-bin", problem.SerializeToString()),)
    await context.abort(grpc.StatusCode.INVALID_ARGUMENT, problem.message, trailers)


class Health(health_grpc.HealthServicer):
    """The standard health service."""

    async def Check(self, request, context):
        if request.service not in ("", "vamos.adapter.v1.AdapterService"):
            await context.abort(grpc.StatusCode.NOT_FOUND, "There is no service of that name.")
        return health.HealthCheckResponse(status=health.HealthCheckResponse.SERVING)
