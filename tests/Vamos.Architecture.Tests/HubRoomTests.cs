namespace Vamos.Architecture.Tests;

using Vamos.Hub;

/// <summary>The rooms of the hub, and which may call which.</summary>
public sealed class HubRoomTests
{
    // Configuration holds immutable records that every room may read.
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Beneficiaries"] = ["Sources", "Caching", "Programmes", "Configuration"],
        ["Eligibility"] = ["Sources", "Caching", "Programmes", "Configuration"],
        ["Referrals"] = ["Storage"],
        ["Programmes"] = [],
        ["Protection"] = ["Sources", "Caching"],
        ["Fips"] = ["Sources", "Storage", "Protection", "Programmes", "Caching", "Configuration"],
        ["ServiceNetwork"] = ["Protection", "Sources", "Caching", "Programmes", "Storage", "Configuration"],
        ["Sources"] = ["Caching", "Configuration"],
        ["Caching"] = ["Configuration"],
        ["Exchange"] = ["Audit", "Configuration"],
        ["Audit"] = ["Storage"],
        ["Storage"] = [],
        ["Monitoring"] = ["Audit", "Sources", "Storage", "Caching", "Configuration"],
        ["Reflection"] = [],
        ["Configuration"] = ["Audit"],
    };

    public static TheoryData<string> Rooms => new(MayUse.Keys);

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_uses_only_the_rooms_that_it_may(string room)
    {
        var forbidden =
            from type in TypesOf(room)
            from used in UsedTypes.Of(type)
            let other = RoomOf(used)
            where other is not null && other != room && !MayUse[room].Contains(other)
            select $"{type.FullName} uses {used.FullName}";

        Assert.Empty(forbidden.Distinct());
    }

    [Fact]
    public void Every_room_has_a_rule()
    {
        var rooms = typeof(HubHost).Assembly.GetTypes().Select(RoomOf).OfType<string>().Distinct();

        Assert.Equal(MayUse.Keys.Order(), rooms.Order());
    }

    [Fact]
    public void Use_case_of_a_lookup_knows_no_grpc()
    {
        var grpc = TypesOf("Beneficiaries").Concat(TypesOf("Protection")).Where(t => !Outermost(t).Name.EndsWith("Endpoint", StringComparison.Ordinal))
            .SelectMany(t => UsedTypes.Of(t).Where(u => u.Namespace == "Grpc.Core").Select(u => $"{t.FullName} uses {u.FullName}"));

        Assert.Empty(grpc);
    }

    [Fact]
    public void Used_types_see_what_is_called_within_a_method() =>
        Assert.Contains(typeof(StringReader), UsedTypes.Of(typeof(HidesItsUse)));

    private static IEnumerable<Type> TypesOf(string room) => typeof(HubHost).Assembly.GetTypes().Where(t => RoomOf(t) == room);

    private static string? RoomOf(Type type) =>
        type.Assembly == typeof(HubHost).Assembly && type.Namespace is { } name && name.StartsWith("Vamos.Hub.", StringComparison.Ordinal)
            ? name.Split('.')[2]
            : null;

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static class HidesItsUse
    {
        public static object Make() => new StringReader("").ReadLine()!;
    }
}
