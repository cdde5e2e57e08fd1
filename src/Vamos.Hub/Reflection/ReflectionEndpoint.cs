namespace Vamos.Hub.Reflection;

using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;

/// <summary>The standard reflection service of gRPC: tools read the contracts from the running hub.</summary>
public sealed class ReflectionEndpoint(ContractCatalogue catalogue) : ServerReflection.ServerReflectionBase
{
    /// <inheritdoc />
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        var sent = new HashSet<string>(StringComparer.Ordinal);
        while (await requestStream.MoveNext(context.CancellationToken))
            await responseStream.WriteAsync(Answer(requestStream.Current, sent));
    }

    private ServerReflectionResponse Answer(ServerReflectionRequest request, HashSet<string> sent)
    {
        var response = new ServerReflectionResponse { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case ServerReflectionRequest.MessageRequestOneofCase.ListServices:
                response.ListServicesResponse = new ListServiceResponse { Service = { catalogue.Services.Select(s => new ServiceResponse { Name = s }) } };
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileByFilename:
                GiveFile(response, catalogue.FileNamed(request.FileByFilename), sent);
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol:
                GiveFile(response, catalogue.FileDefining(request.FileContainingSymbol), sent);
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileContainingExtension:
                var wanted = request.FileContainingExtension;
                GiveFile(response, catalogue.FileExtending(wanted.ContainingType, wanted.ExtensionNumber), sent);
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType:
                GiveExtensions(response, request.AllExtensionNumbersOfType);
                break;
            default:
                response.ErrorResponse = Error(StatusCode.InvalidArgument, "The request asks nothing.");
                break;
        }

        return response;
    }

    private static void GiveFile(ServerReflectionResponse response, FileDescriptor? file, HashSet<string> sent)
    {
        if (file is null)
        {
            response.ErrorResponse = Error(StatusCode.NotFound, "The contracts of this server hold nothing of that name.");
            return;
        }

        response.FileDescriptorResponse = new FileDescriptorResponse();
        Collect(file, response.FileDescriptorResponse, [], sent);
    }

    // imports first; the file asked for is sent even when the stream has had it
    private static void Collect(FileDescriptor file, FileDescriptorResponse into, HashSet<string> visited, HashSet<string> sent)
    {
        foreach (var import in file.Dependencies)
        {
            if (visited.Add(import.Name) && !sent.Contains(import.Name))
                Collect(import, into, visited, sent);
        }

        into.FileDescriptorProto.Add(file.SerializedData);
        sent.Add(file.Name);
    }

    private void GiveExtensions(ServerReflectionResponse response, string type)
    {
        if (!catalogue.DefinesMessage(type))
        {
            response.ErrorResponse = Error(StatusCode.NotFound, "The contracts of this server hold no message of that name.");
            return;
        }

        response.AllExtensionNumbersResponse = new ExtensionNumberResponse { BaseTypeName = type, ExtensionNumber = { catalogue.ExtensionsOf(type) } };
    }

    private static ErrorResponse Error(StatusCode code, string message) => new() { ErrorCode = (int)code, ErrorMessage = message };
}
