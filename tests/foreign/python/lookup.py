"""Looks people up through the hub with grpcio, generating the stubs from protos/ first.

    python3 lookup.py HOST:PORT FOLDER_OF_CERTIFICATES INSTITUTION

Prints one JSON object with what it saw.
"""

import json
import sys

import contract
from google.protobuf import descriptor_pb2, descriptor_pool, json_format


def reflected_methods(channel) -> list:
    """The methods of BeneficiaryService, as far as the hub itself tells its contracts."""
    from grpc.reflection.v1 import reflection_pb2, reflection_pb2_grpc

    stub = reflection_pb2_grpc.ServerReflectionStub(channel)
    question = reflection_pb2.ServerReflectionRequest(file_containing_symbol="vamos.beneficiary.v1.BeneficiaryService")
    answer = next(stub.ServerReflectionInfo(iter([question]), timeout=10))
    pool = descriptor_pool.DescriptorPool()
    for serialized in answer.file_descriptor_response.file_descriptor_proto:
        pool.Add(descriptor_pb2.FileDescriptorProto.FromString(serialized))
    return [m.name for m in pool.FindServiceByName("vamos.beneficiary.v1.BeneficiaryService").methods]


def main(target: str, certificates: str, institution: str) -> None:
    with contract.stubs():
        from grpc.health.v1 import health_pb2, health_pb2_grpc
        from vamos.beneficiary.v1 import beneficiary_service_pb2, beneficiary_service_pb2_grpc

        with contract.channel(target, certificates, institution) as channel:
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
                        "malformed": contract.rich_error(lambda: get("10x")),
                        "unknown": contract.rich_error(lambda: get("99000012")),
                        "withoutPurpose": contract.rich_error(lambda: get("99000004", ())),
                        "reflectedMethods": reflected_methods(channel),
                        "health": health_pb2.HealthCheckResponse.ServingStatus.Name(health.status),
                    }
                )
            )


if __name__ == "__main__":
    main(*sys.argv[1:4])
