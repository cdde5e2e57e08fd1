"""Generates the Python stubs of the contract from protos/ when there are none yet, and imports them."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import google
import grpc

HERE = pathlib.Path(__file__).resolve().parent
PROTOS = pathlib.Path(os.environ.get("VAMOS_PROTOS", HERE.parents[1] / "protos"))
FOLDER = HERE / ".stubs"


def generate():
    plugin = shutil.which("grpc_python_plugin")
    if plugin is None or shutil.which("protoc") is None:
        sys.exit("protoc or grpc_python_plugin is missing: apt-get install protobuf-compiler protobuf-compiler-grpc libprotobuf-dev")
    files = [str(f) for part in ("vamos", "grpc/health", "google/rpc") for f in (PROTOS / part).rglob("*.proto")]
    # made elsewhere and moved, so that nobody finds half of them
    with tempfile.TemporaryDirectory(dir=HERE) as made:
        outputs = [f"--python_out={made}", f"--grpc_python_out={made}", f"--plugin=protoc-gen-grpc_python={plugin}"]
        subprocess.run(["protoc", f"-I{PROTOS}", "-I/usr/include", *outputs, *files], check=True)
        if not FOLDER.exists():
            shutil.copytree(made, FOLDER.with_suffix(".new"))
            FOLDER.with_suffix(".new").rename(FOLDER)


if not FOLDER.exists():
    generate()

# the generated packages google and grpc must not hide the installed ones: they are put beside them
for package, name in ((google, "google"), (grpc, "grpc")):
    package.__path__ = [*package.__path__, str(FOLDER / name)]
sys.path.append(str(FOLDER))

from google.protobuf import any_pb2  # noqa: E402,F401
from google.rpc import error_details_pb2 as details, status_pb2 as status  # noqa: E402,F401
from grpc.health.v1 import health_pb2 as health, health_pb2_grpc as health_grpc  # noqa: E402,F401
from vamos.adapter.v1 import adapter_service_pb2 as service, adapter_service_pb2_grpc as adapter_grpc, records_pb2 as records  # noqa: E402,F401
from vamos.beneficiary.v1 import facts_pb2 as facts  # noqa: E402,F401
from vamos.common.v1 import provenance_pb2 as provenance  # noqa: E402,F401
