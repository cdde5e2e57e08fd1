namespace Vamos.Compat.Tests.Types;

using Grpc.Core;
using Vamos.Compat.Tests.Live;

public sealed class ServerTests
{
    private static readonly Method<string, string> Method =
        new(MethodType.Unary, "pkg.Service", "Do", Marshallers.StringMarshaller, Marshallers.StringMarshaller);

    [Fact]
    public void Method_has_its_name_on_the_wire() =>
        Assert.Equal(("/pkg.Service/Do", "pkg.Service", "Do", MethodType.Unary), (Method.FullName, Method.ServiceName, Method.Name, Method.Type));

    [Fact]
    public void Definition_takes_a_method_once()
    {
        var builder = ServerServiceDefinition.CreateBuilder().AddMethod(Method, (string request, ServerCallContext _) => Task.FromResult(request));
        Assert.Throws<ArgumentException>(() => builder.AddMethod(Method, (string request, ServerCallContext _) => Task.FromResult(request)));
        Assert.NotNull(builder.Build());
    }

    [Fact]
    public void Binder_gets_every_method_even_without_an_implementation()
    {
        var binder = new Scribe();
        Probe.BindService(binder, null);
        Assert.Equal(["Unary Say", "ClientStreaming Gather", "ServerStreaming Scatter", "DuplexStreaming Converse"], binder.Seen);
    }

    [Fact]
    public void Binder_that_does_not_know_a_kind_of_method_says_so() =>
        Assert.Throws<NotImplementedException>(() => Probe.BindService(new Ignorant(), null));

    [Fact]
    public void Service_base_names_its_binder()
    {
        var attribute = Assert.IsType<BindServiceMethodAttribute>(
            Attribute.GetCustomAttribute(typeof(Probe.ProbeBase), typeof(BindServiceMethodAttribute)));
        Assert.Equal((typeof(Probe), "BindService"), (attribute.BindType, attribute.BindMethodName));
    }

    [Fact]
    public void Unauthenticated_peer_has_no_identity()
    {
        var context = new AuthContext(null, new Dictionary<string, List<AuthProperty>> { ["a"] = [AuthProperty.Create("a", [65])] });
        Assert.False(context.IsPeerAuthenticated);
        Assert.Empty(context.PeerIdentity);
        Assert.Equal("A", Assert.Single(context.Properties).Value);
    }

    [Fact]
    public void Authenticated_peer_has_the_named_properties_as_identity()
    {
        var names = new List<AuthProperty> { AuthProperty.Create("name", "mds"u8.ToArray()), AuthProperty.Create("name", "ñandutí"u8.ToArray()) };
        var context = new AuthContext("name", new Dictionary<string, List<AuthProperty>> { ["name"] = names });
        Assert.True(context.IsPeerAuthenticated);
        Assert.Equal(["mds", "ñandutí"], context.PeerIdentity.Select(property => property.Value));
        Assert.Empty(context.FindPropertiesByName("other"));
    }

    [Fact]
    public void Property_cannot_be_changed_from_outside()
    {
        var bytes = new byte[] { 65 };
        var property = AuthProperty.Create("a", bytes);
        bytes[0] = 66;
        property.ValueBytes[0] = 66;
        Assert.Equal("A", property.Value);
    }

    private sealed class Ignorant : ServiceBinderBase;

    private sealed class Scribe : ServiceBinderBase
    {
        public List<string> Seen { get; } = [];

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
            Note(method, handler);

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) =>
            Note(method, handler);

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
            Note(method, handler);

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) =>
            Note(method, handler);

        private void Note(IMethod method, Delegate? handler)
        {
            Assert.Null(handler);
            Seen.Add($"{method.Type} {method.Name}");
        }
    }
}
