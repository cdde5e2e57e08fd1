namespace Vamos.Hub.Exchange;

using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit;
using Vamos.Hub.Audit.Subjects;

/// <summary>Writes what became of a call into the exchange log. The person appears as a keyed hash, messages as their digests.</summary>
internal sealed class ExchangeRecorder(AuditLog log, SubjectKeys subjects, TimeProvider time)
{
    // a record is read whole, so it must not grow with the size of a page
    private const int MostFurtherSubjects = 1_999;

    /// <summary>What is known of a call before it has an outcome.</summary>
    /// <param name="call">The call.</param>
    /// <param name="request">Its request, or one message of its request stream; null when none was read.</param>
    public ExchangeRecord Begin(ExchangedCall call, IMessage? request)
    {
        var record = new ExchangeRecord
        {
            ExchangeId = call.Id,
            ConsumerInstitution = call.Consumer,
            Method = call.Method,
            Purpose = call.Purpose,
            AgreementId = call.AgreementId,
            CaseId = call.CaseId,
            User = call.User,
            TraceId = call.TraceId,
            RequestTime = Timestamp.FromDateTimeOffset(call.Arrived),
            ContractVersion = Contract(call.Method),
        };
        if (request is not null)
        {
            var digest = MessageDigest.Of(request);
            record.RequestSize = digest.Size;
            record.RequestHash = UnsafeByteOperations.UnsafeWrap(digest.Hash);
            Name(record, MessageFields.Subjects(request));
        }

        return record;
    }

    /// <summary>Adds an answer.</summary>
    public void Answer(ExchangeRecord record, ExchangedCall call, IMessage response, IEnumerable<string> released, ExchangeRecord trace)
    {
        var digest = MessageDigest.Of(response);
        record.ResponseSize = digest.Size;
        record.ResponseHash = UnsafeByteOperations.UnsafeWrap(digest.Hash);
        record.ReleasedFields.AddRange(released);
        record.Outcome = Failed(trace.Hops) ? ExchangeOutcome.Partial : ExchangeOutcome.Answered;
        End(record, call, trace);
    }

    /// <summary>Adds that a stream of answers which are not recorded one by one has ended.</summary>
    public void Answered(ExchangeRecord record, ExchangedCall call, long bytes)
    {
        record.ResponseSize = bytes;
        record.Outcome = ExchangeOutcome.Answered;
        End(record, call, new ExchangeRecord());
    }

    /// <summary>Adds a set of messages that were taken from a stream of requests.</summary>
    public void Taken(ExchangeRecord record, ExchangedCall call, IReadOnlyList<IMessage> set)
    {
        var digest = MessageDigest.Of(set);
        record.RequestSize = digest.Size;
        record.RequestHash = UnsafeByteOperations.UnsafeWrap(digest.Hash);
        record.Outcome = ExchangeOutcome.Answered;
        Name(record, set.SelectMany(MessageFields.Subjects));
        End(record, call, new ExchangeRecord());
    }

    /// <summary>Adds what the caller is told instead of an answer.</summary>
    public void Problem(ExchangeRecord record, ExchangedCall call, Problem problem, ExchangeRecord trace)
    {
        record.StatusCode = (int)problem.Code;
        record.Reason = problem.Reason;
        record.Outcome = call.Grant is null || IsDenial(problem) ? ExchangeOutcome.Denied
            : problem.Code == StatusCode.NotFound ? ExchangeOutcome.Answered
            : ExchangeOutcome.Failed;
        End(record, call, trace);
    }

    /// <summary>Names people as those whom the exchange is about, each once, behind those who are named already.</summary>
    public void Name(ExchangeRecord record, IEnumerable<NationalId> people)
    {
        HashSet<ByteString>? named = null;
        foreach (var person in people)
        {
            var hash = Subject(person);
            if (record.SubjectHash.IsEmpty)
                record.SubjectHash = hash;
            else if (hash != record.SubjectHash && (named ??= [.. record.FurtherSubjectHashes]).Add(hash))
                record.FurtherSubjectHashes.Add(hash);
        }
    }

    /// <summary>Makes a record durable. One about more people than a record holds becomes several.</summary>
    /// <exception cref="AuditUnavailableException">That cannot be done now.</exception>
    public async Task<AppendedRecord> WriteAsync(ExchangeRecord record) => IsTooMany(record)
        ? (await log.AppendAsync([.. Spread(record)]))[0]
        : await log.AppendAsync(record);

    /// <summary>Makes several records durable together.</summary>
    /// <exception cref="AuditUnavailableException">That cannot be done now.</exception>
    public Task WriteAsync(IReadOnlyList<ExchangeRecord> records) =>
        log.AppendAsync(records.Any(IsTooMany) ? [.. records.SelectMany(Spread)] : records);

    /// <summary>How a person appears in the log.</summary>
    public ByteString Subject(NationalId person) => UnsafeByteOperations.UnsafeWrap(subjects.Hash(person.Canonical()));

    private static bool IsTooMany(ExchangeRecord record) => record.FurtherSubjectHashes.Count > MostFurtherSubjects;

    private static IEnumerable<ExchangeRecord> Spread(ExchangeRecord record)
    {
        if (!IsTooMany(record))
        {
            yield return record;
            yield break;
        }

        ByteString[] all = [record.SubjectHash, .. record.FurtherSubjectHashes];
        record.FurtherSubjectHashes.Clear();
        var number = 0;
        foreach (var part in all.Chunk(MostFurtherSubjects + 1))
        {
            var own = record.Clone();
            own.ExchangeId = number == 0 ? record.ExchangeId : string.Create(CultureInfo.InvariantCulture, $"{record.ExchangeId}+{number}");
            own.SubjectHash = part[0];
            own.FurtherSubjectHashes.Add(part[1..]);
            number++;
            yield return own;
        }
    }

    // a stream that was let in is denied when its agreement ends, or its quota is used up, before it does
    private static bool IsDenial(Problem problem) => problem.Code == StatusCode.PermissionDenied || problem.Reason == ErrorReasons.QuotaExceeded;

    private static bool Failed(Google.Protobuf.Collections.RepeatedField<ExchangeHop> hops)
    {
        for (var i = 0; i < hops.Count; i++)
        {
            if (hops[i].StatusCode != 0)
                return true;
        }

        return false;
    }

    private void End(ExchangeRecord record, ExchangedCall call, ExchangeRecord trace)
    {
        var now = time.GetUtcNow();
        record.MergeFrom(trace);
        record.ResponseTime = Timestamp.FromDateTimeOffset(now);
        if (call.Deadline != DateTime.MaxValue)
            record.DeadlineLeft = Duration.FromTimeSpan(call.Deadline - now.UtcDateTime);
    }

    // "/vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary" is of the contract "vamos.beneficiary.v1"
    private static string Contract(string method)
    {
        var service = method.AsSpan(1, Math.Max(0, method.LastIndexOf('/') - 1));
        var end = service.LastIndexOf('.');
        return end < 0 ? "" : service[..end].ToString();
    }
}
