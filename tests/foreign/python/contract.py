"""What the clients here have in common: stubs generated from protos/, a channel with certificates, and rich errors.

Needs Debian's python3-grpcio, protobuf-compiler, protobuf-compiler-grpc and libprotobuf-dev.
"""

import contextlib
import pathlib
import shutil
import subprocess
import sys
import tempfile

import google
import grpc
from google.protobuf import json_format

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROTOS = ROOT / "protos"


def generate(into: str) -> None:
    plugin = shutil.which("grpc_python_plugin")
    if plugin is None or shutil.which("protoc") is None:
        raise SystemExit("protoc or grpc_python_plugin is missing: apt-get install protobuf-compiler protobuf-compiler-grpc libprotobuf-dev")
    files = [str(f) for f in PROTOS.rglob("*.proto")]
    outputs = [f"--python_out={into}", f"--grpc_python_out={into}", f"--plugin=protoc-gen-grpc_python={plugin}"]
    subprocess.run(["protoc", f"-I{PROTOS}", "-I/usr/include", *outputs, *files], check=True)


@contextlib.contextmanager
def stubs():
    """Makes the generated modules importable for as long as it is open."""
    with tempfile.TemporaryDirectory() as generated:
        generate(generated)
        # the generated packages google and grpc must not hide the installed ones: they are put beside them
        for package, name in ((google, "google"), (grpc, "grpc")):
            package.__path__ = [*package.__path__, f"{generated}/{name}"]
        sys.path.append(generated)
        yield


def channel(target: str, certificates: str, institution: str):
    folder = pathlib.Path(certificates)
    credentials = grpc.ssl_channel_credentials(
        (folder / "ca.pem").read_bytes(), (folder / f"{institution}.key").read_bytes(), (folder / f"{institution}.pem").read_bytes()
    )
    return grpc.secure_channel(target, credentials)


def rich_error(call) -> dict:
    """google.rpc.Status from grpc-status-details-bin, its details unpacked by their type."""
    from google.rpc import error_details_pb2, status_pb2

    try:
        call()
    except grpc.RpcError as error:
        details = dict(error.trailing_metadata())["grpc-status-details-bin"]
        status = status_pb2.Status.FromString(details)
        unpacked = []
        for packed in status.details:
            kind = packed.TypeName().split(".")[-1]
            message = getattr(error_details_pb2, kind)()
            packed.Unpack(message)
            unpacked.append({"type": packed.TypeName(), **json_format.MessageToDict(message, preserving_proto_field_name=True)})
        return {"code": error.code().value[0], "message": status.message, "details": unpacked}
    raise SystemExit("the call did not fail")
