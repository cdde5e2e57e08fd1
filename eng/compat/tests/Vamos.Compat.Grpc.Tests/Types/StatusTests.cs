namespace Vamos.Compat.Tests.Types;

using Grpc.Core;

public sealed class StatusTests
{
    [Fact]
    public void Codes_have_the_numbers_of_the_wire()
    {
        string[] inOrder =
        [
            "OK", "Cancelled", "Unknown", "InvalidArgument", "DeadlineExceeded", "NotFound", "AlreadyExists", "PermissionDenied", "ResourceExhausted",
            "FailedPrecondition", "Aborted", "OutOfRange", "Unimplemented", "Internal", "Unavailable", "DataLoss", "Unauthenticated",
        ];
        Assert.Equal(inOrder, Enum.GetNames<StatusCode>());
        Assert.Equal(Enumerable.Range(0, 17), Enum.GetValues<StatusCode>().Select(code => (int)code));
    }

    // Compiled into the official assemblies as numbers, where no reference shows them.
    [Fact]
    public void Other_enumerations_have_the_official_numbers()
    {
        string[] methods = ["Unary", "ClientStreaming", "ServerStreaming", "DuplexStreaming"];
        string[] states = ["Idle", "Connecting", "Ready", "TransientFailure", "Shutdown"];
        Assert.Equal(methods, Enumerable.Range(0, 4).Select(number => ((MethodType)number).ToString()));
        Assert.Equal(states, Enumerable.Range(0, 5).Select(number => ((ConnectivityState)number).ToString()));
        Assert.Equal((1, 2), ((int)WriteFlags.BufferHint, (int)WriteFlags.NoCompress));
    }

    [Fact]
    public void Status_says_code_and_detail() =>
        Assert.Equal("Status(StatusCode=\"NotFound\", Detail=\"nobody\")", new Status(StatusCode.NotFound, "nobody").ToString());

    [Fact]
    public void Status_names_the_exception_behind_it()
    {
        var status = new Status(StatusCode.Internal, "broken", new InvalidOperationException("because"));
        Assert.Equal(
            "Status(StatusCode=\"Internal\", Detail=\"broken\", DebugException=\"System.InvalidOperationException: because\")", status.ToString());
    }

    [Fact]
    public void Ready_made_statuses_are_what_they_say()
    {
        Assert.Equal((StatusCode.OK, string.Empty), (Status.DefaultSuccess.StatusCode, Status.DefaultSuccess.Detail));
        Assert.Equal((StatusCode.Cancelled, string.Empty), (Status.DefaultCancelled.StatusCode, Status.DefaultCancelled.Detail));
    }

    [Fact]
    public void Exception_carries_status_and_trailers()
    {
        var trailers = new Metadata { { "a", "1" } };
        var cause = new InvalidOperationException();
        var exception = new RpcException(new Status(StatusCode.Aborted, "again", cause), trailers);
        Assert.Equal(StatusCode.Aborted, exception.StatusCode);
        Assert.Equal("again", exception.Status.Detail);
        Assert.Same(trailers, exception.Trailers);
        Assert.Same(cause, exception.InnerException);
        Assert.Equal(exception.Status.ToString(), exception.Message);
    }

    [Fact]
    public void Exception_without_trailers_has_an_empty_list_that_can_be_filled()
    {
        var exception = new RpcException(Status.DefaultCancelled, "said by the test");
        exception.Trailers.Add("a", "1");
        Assert.Equal("said by the test", exception.Message);
        Assert.Empty(new RpcException(Status.DefaultCancelled).Trailers);
    }
}
