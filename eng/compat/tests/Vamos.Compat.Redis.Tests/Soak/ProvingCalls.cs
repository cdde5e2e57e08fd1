namespace Vamos.Compat.Redis.Tests.Soak;

using System.Globalization;
using StackExchange.Redis;

/// <summary>Calls whose reply shows whether it belongs to the request: each asks for something that nobody else asks for.</summary>
internal static class ProvingCalls
{
    private delegate Task Call(IDatabase database, string token, long number);

    private static readonly (string Name, Call Call)[] _calls =
    [
        ("SET+GET", SetAndGet),
        ("GET of nothing", GetOfNothing),
        ("INCRBY", Increment),
        ("ECHO", Echo),
        ("MGET", GetMany),
        ("HGETALL", Hash),
        ("EVAL", Script),
        ("MULTI", Transaction),
        ("large SET+GET", Large),
        ("SET+GET", SetAndGet),
        ("INCRBY", Increment),
    ];

    public static int Count => _calls.Length;

    public static string Name(int kind) => _calls[kind].Name;

    public static Task Run(int kind, IDatabase database, string token, long number) => _calls[kind].Call(database, token, number);

    /// <summary>The same from a thread that waits.</summary>
    public static void RunBlocking(IDatabase database, string token, long number)
    {
        Same(number, (long)database.StringIncrement(token, number), token);
        database.KeyDelete(token, CommandFlags.FireAndForget);
    }

    private static async Task SetAndGet(IDatabase database, string token, long number)
    {
        // Both at once: the replies must come back in this order, whatever else is on the connection.
        var set = database.StringSetAsync(token, token + number, TimeSpan.FromMinutes(1));
        var get = database.StringGetAsync(token);
        await Both(set, get);
        Same(true, await set, token);
        Same(token + number, (string?)await get, token, lost: null);
    }

    private static async Task GetOfNothing(IDatabase database, string token, long number)
        => Same(null, (string?)await database.StringGetAsync("no" + token), token);

    private static async Task Increment(IDatabase database, string token, long number)
    {
        Same(number, await database.StringIncrementAsync(token, number), token);
        await database.KeyDeleteAsync(token, CommandFlags.FireAndForget);
    }

    private static async Task Echo(IDatabase database, string token, long number)
        => Same(token + number, (string?)await database.ExecuteAsync("ECHO", token + number), token);

    private static async Task GetMany(IDatabase database, string token, long number)
    {
        KeyValuePair<RedisKey, RedisValue>[] pairs = [new(token + "a", number), new(token + "b", number + 1), new(token + "c", token)];
        var set = database.StringSetAsync(pairs);
        var get = database.StringGetAsync([token + "a", token + "b", token + "none", token + "c"]);
        var delete = database.KeyDeleteAsync([token + "a", token + "b", token + "c"], CommandFlags.FireAndForget);
        await Both(set, get);
        await delete;
        var found = string.Join('|', (await get).Select(value => (string?)value));
        Same(string.Create(CultureInfo.InvariantCulture, $"{number}|{number + 1}||{token}"), found, token, lost: "|||");
    }

    private static async Task Hash(IDatabase database, string token, long number)
    {
        var fields = Enumerable.Range(0, 20).Select(i => new HashEntry(token + i, number + i)).ToArray();
        var set = database.HashSetAsync(token, fields);
        var get = database.HashGetAllAsync(token);
        var delete = database.KeyDeleteAsync(token, CommandFlags.FireAndForget);
        await Both(set, get);
        await delete;
        Same(Text(fields), Text(await get), token, lost: string.Empty);

        static string Text(HashEntry[] entries) => string.Join('|', entries.Select(e => e.ToString()).Order(StringComparer.Ordinal));
    }

    private static async Task Script(IDatabase database, string token, long number)
    {
        var reply = await database.ScriptEvaluateAsync("return {KEYS[1], ARGV[1]}", [token], [number]);
        Same(string.Create(CultureInfo.InvariantCulture, $"{token}|{number}"), string.Join('|', (string?[])reply!), token);
    }

    private static async Task Transaction(IDatabase database, string token, long number)
    {
        var transaction = database.CreateTransaction();
        var first = transaction.StringIncrementAsync(token, number);
        var second = transaction.StringIncrementAsync(token, 1);
        var third = transaction.KeyDeleteAsync(token);
        if (!await transaction.ExecuteAsync())
            return;
        Same(number, await first, token);
        Same(number + 1, await second, token);
        Same(true, await third, token);
    }

    private static async Task Large(IDatabase database, string token, long number)
    {
        var value = string.Concat(Enumerable.Repeat(token, 1 + (int)(number % 4096)));
        var set = database.StringSetAsync(token, value);
        var get = database.StringGetAsync(token);
        var delete = database.KeyDeleteAsync(token, CommandFlags.FireAndForget);
        await Both(set, get);
        await delete;
        Same(value, (string?)await get, token, lost: null);
    }

    // When the first fails the second must not be left behind unobserved, and both count into the time of the call.
    private static async Task Both(Task first, Task second)
    {
        await first.ContinueWith(static _ => { }, TaskScheduler.Default);
        await second.ContinueWith(static _ => { }, TaskScheduler.Default);
        await first;
        await second;
    }

    private static void Same<T>(T expected, T actual, string token)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new WrongReplyException($"{token}: expected {expected}, got {actual}");
    }

    // Between the write and the read of a pair the server may have died and come back empty; nothing else excuses a difference.
    private static void Same(string? expected, string? actual, string token, string? lost)
    {
        if (actual != lost)
            Same(expected, actual, token);
    }
}

/// <summary>The reply of another request, or half a one.</summary>
public sealed class WrongReplyException(string message) : Exception(message);
