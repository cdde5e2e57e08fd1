namespace Vamos.Compat.Tests.Types;

using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Grpc.Core;

public sealed class MarshallerTests
{
    private static readonly Marshaller<byte[]> Buffered = Marshallers.Create<byte[]>(
        (message, context) =>
        {
            context.SetPayloadLength(message.Length);
            context.GetBufferWriter().Write(message);
            context.Complete();
        },
        context => context.PayloadAsReadOnlySequence().ToArray());

    [Fact]
    public void Text_survives_the_string_marshaller() =>
        Prop.ForAll<UnicodeString>(text => // half a surrogate pair is no text
            text.Get is null || text.Get.Any(char.IsSurrogate)
            || Marshallers.StringMarshaller.Deserializer(Marshallers.StringMarshaller.Serializer(text.Get)) == text.Get)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Buffered_marshaller_also_works_on_arrays() =>
        Prop.ForAll<byte[]>(bytes => bytes is null || Buffered.Deserializer(Buffered.Serializer(bytes)).AsSpan().SequenceEqual(bytes))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Array_marshaller_also_works_on_contexts()
    {
        var marshaller = Marshallers.Create(value => new[] { value }, bytes => bytes[0]);
        var again = Marshallers.Create(marshaller.ContextualSerializer, marshaller.ContextualDeserializer);
        Assert.Equal([7], again.Serializer(7));
        Assert.Equal(7, again.Deserializer([7]));
    }

    [Fact]
    public void Empty_message_is_a_message() => Assert.Empty(Buffered.Serializer([]));

    [Fact]
    public void Serializer_that_never_completes_is_an_error()
    {
        var marshaller = Marshallers.Create<byte[]>((message, context) => context.GetBufferWriter().Write(message), _ => []);
        Assert.Throws<InvalidOperationException>(() => marshaller.Serializer([1]));
    }

    [Fact]
    public void Serializer_that_completes_twice_is_an_error()
    {
        var marshaller = Marshallers.Create<byte[]>(
            (message, context) =>
            {
                context.Complete(message);
                context.Complete(message);
            },
            _ => []);
        Assert.Throws<InvalidOperationException>(() => marshaller.Serializer([1]));
    }

    [Fact]
    public void Functions_must_be_given()
    {
        Assert.Throws<ArgumentNullException>(() => Marshallers.Create(null!, bytes => bytes));
        Assert.Throws<ArgumentNullException>(() => Marshallers.Create<byte[]>(bytes => bytes, null!));
    }
}
