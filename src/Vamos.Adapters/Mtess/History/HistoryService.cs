namespace Vamos.Adapters.Mtess.History;

using System.Text.RegularExpressions;
using System.Xml;
using Vamos.Adapters.Soap;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>The two operations of the worker history service, and what their answers mean.</summary>
internal sealed partial class HistoryService(SoapClient client, TimeProvider time)
{
    private const int ChangesAPage = 500;

    private static readonly FactKinds Employment = FactKinds.Of(FactKind.Employment);

    [GeneratedRegex("^[0-9A-Za-z._:-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Position { get; }

    /// <summary>Asks about some people at once; no person twice.</summary>
    /// <returns>
    /// By the text of their numbers, for each of them the worker, or null when none is registered. Whoever is missing was left out by the service.
    /// </returns>
    public async Task<Dictionary<string, Worker?>> AskAsync(IReadOnlyList<NationalId> people, CancellationToken cancellationToken)
    {
        var reply = await client.CallAsync(HistoryNames.ActionOf(HistoryNames.Ask), writer => WriteQuestion(writer, people), cancellationToken);
        if (reply.Fault?.Has(HistoryNames.Space, HistoryNames.NobodyFound) == true)
            return people.ToDictionary(person => person.ToText(), _ => (Worker?)null);

        // One answer about somebody else means that the service does not tell people apart, so the others may be of the wrong person too.
        var workers = new Dictionary<string, Worker?>(StringComparer.Ordinal);
        var waiting = people.Select(person => person.ToText()).ToHashSet(StringComparer.Ordinal);
        foreach (var element in reply.Expect(HistoryNames.Ask, HistoryNames.Space, HistoryNames.Asked).All("trabajador"))
        {
            if (WorkerReader.SubjectOf(element) ?.ToText() is not { } subject || !waiting.Remove(subject))
                throw new LegacySystemException("the service answered about somebody who was not asked about, or twice");
            workers.Add(subject, WorkerReader.Read(element));
        }

        return workers;
    }

    /// <summary>The changes behind a position; with none, the present position.</summary>
    /// <param name="position">The position.</param>
    /// <param name="unreadable">Told of every change that names nobody.</param>
    /// <param name="cancellationToken">Set when nobody waits any more.</param>
    public async Task<ChangePage> ReadChangesAsync(string? position, Action<string> unreadable, CancellationToken cancellationToken)
    {
        if (position is not null && !Position.IsMatch(position))
            throw new ChangePositionException("The position is none of the worker history's.", isTooOld: false);
        var reply = await client.CallAsync(HistoryNames.ActionOf(HistoryNames.Changes), writer => WriteQuestion(writer, position), cancellationToken);
        if (reply.Fault?.Has(HistoryNames.Space, HistoryNames.PositionTooOld) == true)
            throw new ChangePositionException("The worker history no longer knows what came behind the position.", isTooOld: true);
        if (reply.Fault?.Has(HistoryNames.Space, HistoryNames.PositionUnknown) == true)
            throw new ChangePositionException("The position is none of the worker history's.", isTooOld: false);

        var body = reply.Expect(HistoryNames.Changes, HistoryNames.Space, HistoryNames.Changed);
        var end = PositionIn(body);
        var more = body.TextOf("hayMas") is "true" or "1";
        if (more && end == position)
            throw new LegacySystemException("the service says that there are more changes, and does not move on to them");
        var changes = new List<RecordChange>();
        foreach (var element in body.All("novedad"))
        {
            var at = PositionIn(element);
            // A change whose moment nobody can read is a change still.
            var moment = WorkerReader.MomentOf(element.TextOf("fecha")).Value?.ToDateTimeOffset() ?? time.GetUtcNow();
            if (WorkerReader.SubjectOf(element) is { } subject)
                changes.Add(new RecordChange(subject, Employment, moment, at));
            else
                unreadable(at);
        }

        return new ChangePage(position is null ? [] : changes, end, more);
    }

    private static string PositionIn(SoapElement element) => element.TextOf("posicion") is { } position && Position.IsMatch(position)
        ? position
        : throw new LegacySystemException("the service gives changes without a position from which to go on");

    private static void WriteQuestion(XmlWriter writer, IReadOnlyList<NationalId> people)
    {
        writer.WriteStartElement(HistoryNames.Ask, HistoryNames.Space);
        foreach (var person in people)
        {
            writer.WriteStartElement("documento", HistoryNames.Space);
            writer.WriteElementString("numero", HistoryNames.Space, person.Number);
            if (person.Letter.Length != 0)
                writer.WriteElementString("letra", HistoryNames.Space, person.Letter);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void WriteQuestion(XmlWriter writer, string? position)
    {
        writer.WriteStartElement(HistoryNames.Changes, HistoryNames.Space);
        if (position is not null)
            writer.WriteElementString("desde", HistoryNames.Space, position);
        writer.WriteElementString("maximo", HistoryNames.Space, XmlConvert.ToString(ChangesAPage));
        writer.WriteEndElement();
    }
}
