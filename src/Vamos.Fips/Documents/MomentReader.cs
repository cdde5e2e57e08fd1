namespace Vamos.Fips.Documents;

using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;
using Vamos.Fips.Documents.Tree;

/// <summary>Reads the messages that are written as one word: moments and durations, and in YAML the calendar dates.</summary>
internal static partial class MomentReader
{
    /// <summary>Whether such a message is written as one word.</summary>
    public static bool Reads(MessageDescriptor type, FormFormat format) =>
        type == Timestamp.Descriptor || type == Duration.Descriptor || (type == Date.Descriptor && format == FormFormat.Yaml);

    /// <summary>The message; null when the word is none.</summary>
    public static IMessage? Read(MessageDescriptor type, ValueNode word)
    {
        if (word.Kind is not (ValueKind.Quoted or ValueKind.Plain))
            return null;
        if (type == Date.Descriptor)
            return ReadDate(word.Text);
        return Allowed.IsMatch(word.Text) ? ReadWellKnown(type, word.Text) : null;
    }

    /// <summary>What would be right, to follow "must be".</summary>
    public static string Rule(MessageDescriptor type) =>
        type == Date.Descriptor ? "a date as year-month-day, year-month or year, for example 1958-03-14"
        : type == Timestamp.Descriptor ? "a moment, for example \"2026-01-31T12:00:00Z\""
        : "a duration in seconds, for example \"90s\"";

    // whether there is such a day is for the rules to judge
    private static Date? ReadDate(string text)
    {
        var match = Iso.Match(text);
        return match.Success ? new Date { Year = Part("year"), Month = Part("month"), Day = Part("day") } : null;

        int Part(string name) => match.Groups[name] is { Success: true } part ? int.Parse(part.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
    }

    private static IMessage? ReadWellKnown(MessageDescriptor type, string text)
    {
        try
        {
            return JsonParser.Default.Parse($"\"{text}\"", type);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    [GeneratedRegex("^(?<year>[0-9]{4})(-(?<month>[0-9]{2})(-(?<day>[0-9]{2}))?)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Iso { get; }

    [GeneratedRegex("^[-+0-9TZ:.s]{2,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed { get; }
}
