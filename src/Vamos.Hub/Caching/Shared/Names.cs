namespace Vamos.Hub.Caching.Shared;

using StackExchange.Redis;

/// <summary>The names in Redis. The number in them rises with the form of what is kept, so that hubs of two versions do not meet.</summary>
internal static class Names
{
    public const string Barriers = "vamos:cache:1:barriers";
    public const string Positions = "vamos:cache:1:feed:";
    public const string Line = "vamos:cache:1:line";

    public static RedisChannel Channel { get; } = RedisChannel.Literal(Line);

    /// <summary>The braces let a cluster see which part of the name places it.</summary>
    public static RedisKey Person(UInt128 person) => $"vamos:cache:1:{{{person:x32}}}";
}
