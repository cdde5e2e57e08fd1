namespace Vamos.Hub.Tests.Beneficiaries;

using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Vamos.Hub.Beneficiaries;

public sealed class WatchPositionTests
{
    [Fact]
    public void Position_survives_as_a_token_in_whatever_order_it_came_about() =>
        Prop.ForAll<(byte, NonEmptyArray<byte>)[]>(steps =>
        {
            var position = steps.Aggregate(WatchPosition.Now, (at, step) => at.At("i" + (step.Item1 % 8), ByteString.CopyFrom(step.Item2.Get)));
            var read = WatchPosition.Read(position.Write());
            return read is not null && read.Sources.SequenceEqual(position.Sources) && read.Write().Equals(position.Write());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_read_or_refused_and_what_is_read_has_one_spelling() =>
        Prop.ForAll<byte[]>(bytes =>
        {
            var token = ByteString.CopyFrom([1, .. bytes]);
            return WatchPosition.Read(token) is not { } read || read.Write().Equals(token);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Damaged_token_is_refused_or_another_position_but_never_throws() =>
        Prop.ForAll<int, byte>((at, value) =>
        {
            var bytes = WatchPosition.Now.At("mds", ByteString.CopyFromUtf8("17")).At("mtess", ByteString.CopyFromUtf8("4")).Write().ToByteArray();
            bytes[Math.Abs(at % bytes.Length)] = value;
            var shorter = bytes[..Math.Abs(at % bytes.Length)];
            return (WatchPosition.Read(ByteString.CopyFrom(bytes))?.Sources.Count ?? 0) <= 2 && (WatchPosition.Read(ByteString.CopyFrom(shorter))?.Sources.Count ?? 0) <= 2;
        }).QuickCheckThrowOnFailure();
}
