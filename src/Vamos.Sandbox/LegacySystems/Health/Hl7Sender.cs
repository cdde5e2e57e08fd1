namespace Vamos.Sandbox.LegacySystems.Health;

using System.Net.Sockets;
using System.Threading.Channels;
using Vamos.Adapters.Hl7;
using Vamos.Adapters.Hl7.Mllp;
using Vamos.Sandbox.Population;

/// <summary>
/// The simulated hospital system: a client that sends HL7 v2 over MLLP, one message after another, and repeats each under its number until it is
/// answered. At first it tells of the test people, then now and then of others.
/// </summary>
public sealed class Hl7Sender : ISimulatedSystem
{
    private readonly Channel<OutgoingMessage> _queue = Channel.CreateUnbounded<OutgoingMessage>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly SimulatedPopulation _population;
    private readonly Hl7SenderSettings _settings;
    private readonly TimeProvider _time;
    private readonly HealthMessages _messages;
    private readonly SimulatedPerson _anybody;
    private readonly Task _sending;
    private readonly Task _trickling;
    private volatile Disturbance _disturbance = Disturbance.None;
    private volatile TaskCompletionSource _disturbed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MllpClient? _connection;

    private Hl7Sender(SimulatedPopulation population, Hl7SenderSettings settings, TimeProvider time)
    {
        _population = population;
        _settings = settings;
        _time = time;
        _messages = new HealthMessages(time);
        _anybody = population.People.Last(person => person.Cedula is not null);
        _sending = Task.Run(SendAllAsync);
        _trickling = settings.Trickle is { } pause ? Task.Run(() => TrickleAsync(pause)) : Task.CompletedTask;
    }

    /// <inheritdoc />
    public string Name => "mspbs-hl7";

    /// <inheritdoc />
    public string Description => "hospital system that sends HL7 v2 over MLLP to the adapter";

    /// <inheritdoc />
    public Disturbance Disturbance => _disturbance;

    /// <summary>Done when the messages about the test people were answered.</summary>
    public Task FirstMessages { get; private set; } = Task.CompletedTask;

    /// <summary>Messages that were answered, refused ones included.</summary>
    public int Answered { get; private set; }

    /// <summary>Messages that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Times that a message had to be sent again.</summary>
    public int Repeated { get; private set; }

    /// <summary>Begins to send.</summary>
    /// <param name="population">Whom it knows.</param>
    /// <param name="settings">How it sends.</param>
    /// <param name="time">The clock.</param>
    public static Hl7Sender Start(SimulatedPopulation population, Hl7SenderSettings settings, TimeProvider time)
    {
        var sender = new Hl7Sender(population, settings, time);
        sender.FirstMessages = Task.WhenAll(new TestPeopleMessages(population, sender._messages).All(sender.Today).Select(sender.EnqueueAsync));
        return sender;
    }

    /// <summary>Tells that somebody was vaccinated today.</summary>
    /// <returns>The code of the answer: AA when it was accepted.</returns>
    public Task<string> VaccinateAsync(SimulatedPerson person, SimulatedVaccine vaccine, int dose, CancellationToken cancellationToken) =>
        EnqueueAsync(_messages.Vaccination(person, vaccine, dose, Today, "USF San Miguel")).WaitAsync(cancellationToken);

    /// <summary>Tells that somebody died.</summary>
    /// <returns>The code of the answer.</returns>
    public Task<string> ReportDeathAsync(SimulatedPerson person, DateOnly date, CancellationToken cancellationToken) =>
        EnqueueAsync(_messages.Update(person, date)).WaitAsync(cancellationToken);

    /// <summary>Tells that a second file of somebody was merged into the first.</summary>
    /// <returns>The code of the answer.</returns>
    public Task<string> MergeAsync(SimulatedPerson person, string mergedFileNumber, CancellationToken cancellationToken) =>
        EnqueueAsync(_messages.Merge(person, mergedFileNumber)).WaitAsync(cancellationToken);

    /// <inheritdoc />
    public Task DisturbAsync(Disturbance disturbance, CancellationToken cancellationToken)
    {
        _disturbance = disturbance;
        Interlocked.Exchange(ref _disturbed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_sending, _trickling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DisconnectAsync();
        while (_queue.Reader.TryRead(out var message))
            message.Answered.TrySetCanceled();
        _stopping.Dispose();
    }

    private DateOnly Today => DateOnly.FromDateTime(_time.GetUtcNow().ToOffset(TimeSpan.FromHours(-3)).DateTime);

    private Task<string> EnqueueAsync(OutgoingMessage message)
    {
        _queue.Writer.TryWrite(message);
        return message.Answered.Task;
    }

    private async Task TrickleAsync(TimeSpan pause)
    {
        var dice = new Dice(_population.Seed);
        var people = _population.People.Where(person => person.Cedula is not null && person.DeathDate is null).ToList();
        while (true)
        {
            await Task.Delay(pause, _time, _stopping.Token);
            var person = dice.Of(people);
            _ = EnqueueAsync(dice.Chance(0.5)
                ? _messages.Registration(person)
                : _messages.Vaccination(person, dice.Of(SimulatedVaccine.All), dice.Between(1, 3), Today, "USF San Miguel"));
        }
    }

    private async Task SendAllAsync()
    {
        await foreach (var message in _queue.Reader.ReadAllAsync(_stopping.Token))
        {
            try
            {
                while (!await TrySendAsync(message))
                    await PauseAsync();
            }
            catch (OperationCanceledException)
            {
                message.Answered.TrySetCanceled();
                throw;
            }
        }
    }

    /// <summary>Waits a little, or until it is told to behave otherwise.</summary>
    private Task PauseAsync() =>
        Task.WhenAny(Task.Delay(_settings.RetryDelay, _time, _stopping.Token), _disturbed.Task.WaitAsync(_stopping.Token)).Unwrap();

    /// <summary>Sends a message once, as its mood is; false when it must be sent again.</summary>
    private async Task<bool> TrySendAsync(OutgoingMessage message)
    {
        var disturbance = _disturbance;
        if (disturbance.Mood == Mood.Down || _settings.Adapter() is not { } adapter)
        {
            await DisconnectAsync();
            return false;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        patience.CancelAfter(_settings.AnswerTimeout + disturbance.Delay);
        try
        {
            var connection = _connection ??= await MllpClient.ConnectAsync(adapter, patience.Token);
            if (disturbance.Mood == Mood.Failing)
            {
                // The message itself waits for better times.
                await connection.SendAsync(_messages.Defective(_anybody).Bytes, patience.Token);
                Refused++;
                return false;
            }

            await MllpMischief.WriteAsync(connection.Stream, message.Bytes, disturbance, _time, patience.Token);
            var code = CodeOf(await connection.ReceiveAsync(patience.Token), message);
            Answered++;
            Refused += code == "AA" ? 0 : 1;
            message.Answered.TrySetResult(code);
            return true;
        }
        catch (Exception e) when (IsOfTheWire(e) || (e is OperationCanceledException && !_stopping.IsCancellationRequested))
        {
            Repeated++;
            await DisconnectAsync();
            return false;
        }
    }

    private static bool IsOfTheWire(Exception e) => e is IOException or SocketException or Hl7Exception;

    private static string CodeOf(Hl7Message answer, OutgoingMessage message)
    {
        var receipt = answer.Require("MSA");
        return receipt.Field(2).Text == message.ControlId ? receipt.Field(1).Text : throw new IOException("The answer is to another message.");
    }

    private async ValueTask DisconnectAsync()
    {
        if (_connection is { } connection)
            await connection.DisposeAsync();
        _connection = null;
    }
}
