"""Looks people up through the hub with grpcio, generating the stubs from protos/ first.

    python3 lookup.py HOST:PORT FOLDER_OF_CERTIFICATES INSTITUTION

Prints one JSON object with what it saw. Needs Debian's python3-grpcio, protobuf-compiler, protobuf-compiler-grpc and libprotobuf-dev.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, json_format

PROTOS = pathlib.Path(__file__).resolve().parents[3] / "protos"


def generate(into: str) -> None:
    plugin = shutil.which("grpc_python_plugin")
    if plugin is None or shutil.which("protoc") is None:
        raise SystemExit("protoc or grpc_python_plugin is missing: apt-get install protobuf-compiler protobuf-compiler-grpc libprotobuf-dev")
    files = [str(f) for f in PROTOS.rglob("*.proto")]
    outputs = [f"--python_out={into}", f"--grpc_python_out={into}", f"--plugin=protoc-gen-grpc_python={plugin}"]
    subprocess.run(["protoc", f"-I{PROTOS}", "-I/usr/include", *outputs, *files], check=True)


def rich_error(call, modules) -> dict:
    """google.rpc.Status from grpc-status-details-bin, its details unpacked by their type."""
    try:
        call()
    except grpc.RpcError as error:
        details = dict(error.trailing_metadata())["grpc-status-details-bin"]
        status = modules["status"].Status.FromString(details)
        unpacked = []
        for packed in status.details:
            kind = packed.TypeName().split(".")[-1]
            message = getattr(modules["details"], kind)()
            packed.Unpack(message)
            unpacked.append({"type": packed.TypeName(), **json_format.MessageToDict(message, preserving_proto_field_name=True)})
        return {"code": error.code().value[0], "message": status.message, "details": unpacked}
    raise SystemExit("the call did not fail")


def reflected_methods(channel, modules) -> list:
    """The methods of BeneficiaryService, as far as the hub itself tells its contracts."""
    stub = modules["reflection_grpc"].ServerReflectionStub(channel)
    question = modules["reflection"].ServerReflectionRequest(file_containing_symbol="vamos.beneficiary.v1.BeneficiaryService")
    answer = next(stub.ServerReflectionInfo(iter([question]), timeout=10))
    pool = descriptor_pool.DescriptorPool()
    for serialized in answer.file_descriptor_response.file_descriptor_proto:
        pool.Add(descriptor_pb2.FileDescriptorProto.FromString(serialized))
    return [m.name for m in pool.FindServiceByName("vamos.beneficiary.v1.BeneficiaryService").methods]


def main(target: str, certificates: str, institution: str) -> None:
    folder = pathlib.Path(certificates)
    credentials = grpc.ssl_channel_credentials(
        (folder / "ca.pem").read_bytes(), (folder / f"{institution}.key").read_bytes(), (folder / f"{institution}.pem").read_bytes()
    )
    with tempfile.TemporaryDirectory() as generated:
        generate(generated)
        # the generated packages google and grpc must not hide the installed ones: they are put beside them
        import google

        for package, name in ((google, "google"), (grpc, "grpc")):
            package.__path__ = [*package.__path__, f"{generated}/{name}"]
        sys.path.append(generated)
        from google.rpc import error_details_pb2, status_pb2
        from grpc.health.v1 import health_pb2, health_pb2_grpc
        from grpc.reflection.v1 import reflection_pb2, reflection_pb2_grpc
        from vamos.beneficiary.v1 import beneficiary_service_pb2, beneficiary_service_pb2_grpc

        modules = {"status": status_pb2, "details": error_details_pb2, "reflection": reflection_pb2, "reflection_grpc": reflection_pb2_grpc}
        with grpc.secure_channel(target, credentials) as channel:
            stub = beneficiary_service_pb2_grpc.BeneficiaryServiceStub(channel)

            def get(number, purpose=(("vamos-purpose", "PURPOSE_CASE_MANAGEMENT"),)):
                request = beneficiary_service_pb2.GetBeneficiaryRequest()
                request.national_id.number = number
                return stub.GetBeneficiary.with_call(request, metadata=purpose, timeout=10)

            response, call = get("99000004")
            found = json_format.MessageToDict(response.beneficiary, preserving_proto_field_name=True)
            health = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=10)
            print(
                json.dumps(
                    {
                        "person": found["person"]["name"],
                        "programmes": [[e["programme_code"], e["status"], e.get("instalment")] for e in found["enrollments"]],
                        "sources": [[s["institution"], s["state"]] for s in found["sources"]],
                        "exchange": dict(call.trailing_metadata())["vamos-exchange-id"],
                        "malformed": rich_error(lambda: get("10x"), modules),
                        "unknown": rich_error(lambda: get("99000012"), modules),
                        "withoutPurpose": rich_error(lambda: get("99000004", ()), modules),
                        "reflectedMethods": reflected_methods(channel, modules),
                        "health": health_pb2.HealthCheckResponse.ServingStatus.Name(health.status),
                    }
                )
            )


if __name__ == "__main__":
    main(*sys.argv[1:4])
