namespace Vamos.Hub.ServiceNetwork.Catalogue;

using System.Data.Common;
using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vamos.Contracts.Errors;
using Vamos.Hub.Programmes;
using Vamos.Network.Offerings;
using Vamos.ServiceNetwork.V1;

/// <summary>Stores services: each institution its own, no change over another that it has not seen, each request once.</summary>
public sealed class ServiceUpsert(ServiceCatalogue catalogue, CurrentProgrammes programmes)
{
    /// <summary>Fields that the hub sets, whatever a request says of them.</summary>
    private static readonly string[] SetHere = ["service_id", "provider_institution", "code", "version", "update_time", "availability"];

    /// <summary>What is wrong with a mask, by field.</summary>
    public static IEnumerable<ProblemField> MaskViolations(FieldMask? mask)
    {
        for (var i = 0; i < (mask?.Paths.Count ?? 0); i++)
        {
            if (ServiceOffering.Descriptor.FindFieldByName(mask!.Paths[i]) is null)
                yield return new ProblemField($"update_mask.paths[{i}]", "debe ser un campo de ServiceOffering, por ejemplo schedule");
        }
    }

    /// <summary>Stores a service, or gives the answer that the same request was given before.</summary>
    /// <param name="caller">The institution that calls.</param>
    /// <param name="request">The request; its form has been checked.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ServiceChange> StoreAsync(string caller, UpsertServiceRequest request, CancellationToken cancellation)
    {
        if (request.Service.ProviderInstitution.Length != 0 && request.Service.ProviderInstitution != caller)
            return ServiceChange.Refused(ChangeRefusal.NotTheProvider);
        var digest = SHA256.HashData(request.ToByteArray());
        return await catalogue.ChangeAsync((transaction, position) => StoreAsync(transaction, position, caller, request, digest), cancellation);
    }

    private async Task<ServiceChange> StoreAsync(DbTransaction transaction, long position, string caller, UpsertServiceRequest request, byte[] digest)
    {
        if (await NetworkRows.RequestAsync(transaction, caller, request.RequestId) is { } before)
        {
            return before.Digest.AsSpan().SequenceEqual(digest)
                ? ServiceChange.Of(ServiceOffering.Parser.ParseFrom(before.Answer))
                : ServiceChange.Refused(ChangeRefusal.RequestIdReused);
        }

        var id = IdOf(caller, request.Service);
        var stored = await NetworkRows.FindAsync(transaction, id);
        if (stored is null && request.Service.ServiceId.Length != 0)
            return ServiceChange.Refused(ChangeRefusal.NotFound);
        if (stored is not null && stored.ProviderInstitution != caller)
            return ServiceChange.Refused(ChangeRefusal.NotTheProvider);
        if (request.Service.Version != (stored?.Version ?? 0))
            return ServiceChange.Refused(ChangeRefusal.Changed, stored?.Version ?? 0);

        var service = Merged(request, stored);
        if (OfferingRules.Violations(service, programmes.Book.Codes) is { Count: not 0 } violations)
            return ServiceChange.Broken([.. violations.Select(v => v with { Field = $"service.{v.Field}" })]);

        var now = catalogue.Time.GetUtcNow();
        service.ServiceId = id;
        service.ProviderInstitution = caller;
        service.Code = stored?.Code ?? request.Service.Code;
        service.Version = (stored?.Version ?? 0) + 1;
        service.UpdateTime = Timestamp.FromDateTimeOffset(now);
        service.Availability = stored?.Availability;
        await NetworkRows.StoreAsync(transaction, service, position, now);
        await NetworkRows.RememberAsync(transaction, caller, request.RequestId, digest, service, now);
        return ServiceChange.Of(service);
    }

    // the dot is in no code of an institution, so that no two institutions can come to the same identifier
    private static string IdOf(string caller, ServiceOffering service) =>
        service.ServiceId.Length != 0 ? service.ServiceId
        : service.Code.Length != 0 ? $"{caller}.{service.Code}"
        : $"{caller}.{Guid.CreateVersion7():N}";

    private static ServiceOffering Merged(UpsertServiceRequest request, ServiceOffering? stored)
    {
        if (stored is null || request.UpdateMask is not { Paths.Count: > 0 } mask)
            return request.Service.Clone();
        var merged = stored.Clone();
        foreach (var path in mask.Paths.Except(SetHere))
        {
            var field = ServiceOffering.Descriptor.FindFieldByName(path);
            field.Accessor.Clear(merged);
            if (field.IsRepeated || !field.HasPresence || field.Accessor.HasValue(request.Service))
                Copy(field, request.Service, merged);
        }

        return merged;
    }

    private static void Copy(Google.Protobuf.Reflection.FieldDescriptor field, ServiceOffering from, ServiceOffering to)
    {
        if (!field.IsRepeated)
        {
            field.Accessor.SetValue(to, field.Accessor.GetValue(from));
            return;
        }

        var entries = (System.Collections.IList)field.Accessor.GetValue(to);
        foreach (var entry in (System.Collections.IList)field.Accessor.GetValue(from))
            entries.Add(entry);
    }
}
